"""Tables become figures, HTML tables and evidence."""
