"""Pages as they come: reading files, telling article from noise, and what a page says of itself."""
