# filled by the files of journeys/
