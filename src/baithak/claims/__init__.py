"""What one page says: readers that turn a document into claims."""
