"""Pages as they come: read from files, told from their furniture, dated, and made into documents."""

from baithak.documents.page import prepare

__all__ = ["prepare"]
