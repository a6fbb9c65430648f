"""A crawl sifted: of all its pages those that may report a sitting are found and read, on one machine or on many."""
