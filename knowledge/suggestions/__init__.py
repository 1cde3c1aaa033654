"""What can be typed: documents, sections and places that begin or sound like what is there already."""
