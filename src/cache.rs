//! What the last build left under `.dateline/`; may be deleted at any time.
