"""Receipts: what was judged, by what and with which result, so that it can be derived again and compared."""
