# filled by the files of data/
