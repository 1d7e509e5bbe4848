"""Dossiers: several years of one person, from the file to the page."""
