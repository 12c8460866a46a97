"""Reading: a file in, the tree out. Plain text, Word, PDF and Akoma Ntoso, told apart by what they hold."""
