//! What is put into pages for the preview alone: the reload script, the overlay with problems, the draft banner.
