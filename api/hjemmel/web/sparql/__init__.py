"""The SPARQL 1.1 Protocol over HTTP, the service description, the saved questions and their pages."""
