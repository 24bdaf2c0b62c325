# Right: characters of any plane and of any width, also composed ones.
# %% show
print("准确率 0.97，损失 0.03")
print("naïve café → ∂L/∂w ≈ 0 ✓ 😀 👩‍💻 é")
print("".join(map(chr, (0x2028, 0x2029, 0x85, 0xA0, 0x200B, 0xFEFF, 0xE000, 0x10FFFF))))
print(ascii("损失"), repr("损失\u2028"), "损失".encode())
