"""Is the data right? Findings for editors, CI and the API alike."""
