"""Letters about one record: what they say, whatever their layout."""
