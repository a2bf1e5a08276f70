"""Links of pages that lead nowhere: what links there are, what is wrong with them, and keeping the report true."""
