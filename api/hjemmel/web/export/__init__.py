"""The whole site as files: which there are, what is in them, and which of them have to be made again."""
