small = cv2.resize(img, (4, 3))
small[:, :, 0]
