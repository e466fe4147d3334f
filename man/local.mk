# filled by the files of man/
