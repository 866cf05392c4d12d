"""Norwegian law as Lovdata publishes it: archives in, wordings in time and quads out (design section 6)."""
