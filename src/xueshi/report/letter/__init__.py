"""Letters laid out: plain text, HTML, DOCX."""
