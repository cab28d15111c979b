"""Shows a course in the browser while it is written: rebuilds on save, says what is wrong on the
page, and plays the packages as a platform would. Nothing of it goes into a book or a package."""
