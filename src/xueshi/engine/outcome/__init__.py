"""From derived atoms to results: what the encodings derived for a person, in the words of the public contract.

Nothing is decided here; every amount, verdict and reason is read from the grounding.
"""

from xueshi.engine.outcome.derived import Judged, derived
from xueshi.engine.outcome.maker import ResultMaker

__all__ = ["Judged", "ResultMaker", "derived"]
