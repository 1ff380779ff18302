x=[]
for i in range(400):
    x.append(bytearray(1024*1024))
print(len(x))
