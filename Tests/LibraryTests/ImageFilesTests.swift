import Testing

/// Pictures of every kind that PNG has, as matplotlib 3.11 and imageio give them.
struct ImageFilesTests {
  struct Kind: CustomTestStringConvertible {
    let testDescription: String
    /// The file after its signature, in hexadecimal digits.
    let file: String
    let matplotlib: String
    let imageio: String
  }

  static let kinds = [
    Kind(
      testDescription: "a palette",
      file: "0000000d49484452000000040000000102030000008452e75e0000000c504c5445ff000000ff000000ffffff"
        + "fffb0060f60000000a4944415478da63900600001d001c237c8fac0000000049454e44ae426082",
      matplotlib:
        "[[[1.0, 0.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0]]]",
      imageio: "[[[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 255]]]"),
    Kind(
      testDescription: "a palette with opacities, interlaced",
      file: "0000000d4948445200000002000000010203000001fe4ba78f0000000c504c5445ff000000ff000000ffffff"
        + "fffb0060f60000000274524e5300809b2b4e180000000c4944415478da63606070000000440041a972bb6700"
        + "00000049454e44ae426082",
      matplotlib: "[[[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.501960813999176]]]",
      imageio: "[[[255, 0, 0, 0], [0, 255, 0, 128]]]"),
    Kind(
      testDescription: "grey, one value transparent",
      file: "0000000d4948445200000002000000010800000000d14920560000000274524e53000a964624260000000b49"
        + "44415478da63e0120100002b001f04c8f0c20000000049454e44ae426082",
      matplotlib: "[[0.03921568766236305, 0.0784313753247261]]",
      imageio: "[[10, 20]]"),
    Kind(
      testDescription: "grey and opacity",
      file: "0000000d49484452000000020000000108040000005e2bb7010000000d4944415478da63e0fa2fd2000003d2"
        + "019e67992bf60000000049454e44ae426082",
      matplotlib:
        "[[[0.03921568766236305, 0.03921568766236305, 0.03921568766236305, 1.0], [0.0784313753247261, 0.0784313753247261, 0.0784313753247261, 0.501960813999176]]]",
      imageio: "[[[10, 255], [20, 128]]]"),
    Kind(
      testDescription: "colours of 16 bits",
      file: "0000000d4948445200000001000000011002000000c0e78f9d0000000f4944415478da6360fcdfc0f0ff3f00"
        + "0a05037f958bd33b0000000049454e44ae426082",
      matplotlib: "[[[0.003921568859368563, 0.501960813999176, 1.0]]]",
      imageio: "[[[1, 128, 255]]]"),
    Kind(
      testDescription: "grey of one bit",
      file: "0000000d4948445200000008000000010100000000cb7bd2ee0000000a4944415478da63580a0000a700a648"
        + "31bf6f0000000049454e44ae426082",
      matplotlib: "[[1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0]]",
      imageio: "[[255, 0, 255, 0, 0, 255, 0, 255]]"),
  ]

  @Test(arguments: kinds)
  func `reads a picture`(kind: Kind) throws {
    let output = try withFolder { folder in
      printed(
        by: """
          import imageio
          import matplotlib.pyplot as plt
          with open('FOLDER/x.png', 'wb') as file:
              file.write(bytes.fromhex('89504e470d0a1a0a\(kind.file)'))
          picture = plt.imread('FOLDER/x.png')
          print(picture.dtype, picture.tolist())
          print(imageio.imread('FOLDER/x.png').tolist())
          """, in: folder)
    }
    #expect(output == "float32 \(kind.matplotlib)\n\(kind.imageio)\n")
  }

  @Test func `writes and reads again`() throws {
    let output = try withFolder { folder in
      printed(
        by: """
          import numpy as np
          import matplotlib.pyplot as plt
          from imageio import imread, imwrite
          picture = np.arange(24, dtype=np.uint8).reshape(2, 4, 3) * 10
          imwrite('FOLDER/a.png', picture)
          print(np.array_equal(imread('FOLDER/a.png'), picture))
          plt.imsave('FOLDER/b.png', picture)
          print(np.array_equal(imread('FOLDER/b.png')[:, :, :3], picture), plt.imread('FOLDER/b.png').shape)
          plt.imsave('FOLDER/c.png', np.array([[0.0, 0.5], [1.0, np.nan]]), cmap='gray')
          print(imread('FOLDER/c.png')[:, :, 0].tolist(), imread('FOLDER/c.png')[:, :, 3].tolist())
          """, in: folder)
    }
    #expect(output == "True\nTrue (2, 4, 4)\n[[0, 128], [255, 0]] [[255, 255], [255, 0]]\n")
  }
}
