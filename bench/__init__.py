"""One script a claim; each prints figures of this program and of a named peer, measured in the same run."""
