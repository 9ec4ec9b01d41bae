//! Publishing to a branch of a git repository, by the git program.
