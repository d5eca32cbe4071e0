x = gray + 1
y = x[200]
