"""What every room shares and nothing more. No Django, no input or output except the problem catalogues."""
