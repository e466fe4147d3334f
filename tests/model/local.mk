# one program for each file of src/model
