"""Files and folders become documents."""
