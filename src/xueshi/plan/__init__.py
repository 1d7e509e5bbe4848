"""What is still to be done in a year: the least additional hours, and the cheapest plan over a catalogue of activities.

Nothing of a regulation is known here: hours, caps, minima and refusals are read from what the encodings derive, and
every plan is judged by the encoding itself, as records added to the case.
"""
