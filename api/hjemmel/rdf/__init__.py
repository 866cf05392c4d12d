"""Writing and naming RDF: knows no law and opens no file."""
