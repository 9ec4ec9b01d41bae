//! Publishing to a server, by the rsync program over ssh.
