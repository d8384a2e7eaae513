print("nbsh")
