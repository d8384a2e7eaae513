import Testing

/// Names that notebooks bring along: modules of Python 2's time, of Cython, of Colab, of packages as a whole.
@Suite struct CourseNamesTests {
  @Test(arguments: [
    ("from past.builtins import xrange\nprint(list(xrange(3)))", "[0, 1, 2]"),
    ("from six.moves import range, xrange\nprint(xrange is range)", "True"),
    ("from future import standard_library\nprint(standard_library.install_aliases())", "None"),
    ("from builtins import range, object\nprint(range(2))", "range(0, 2)"),
    ("import pdb\nprint('fine')", "fine"),
    ("from cs231n.classifiers import TwoLayerNet\nprint(TwoLayerNet(4, 3, 2).num_layers)", "2"),
    ("from cs231n.classifiers import *\nprint(ThreeLayerConvNet.__name__)", "ThreeLayerConvNet"),
    (
      "from nndl import FullyConnectedNet\nprint(FullyConnectedNet([3], 4, 2, 0.5).dropout_param['p'])", "0.5"
    ),
    (
      """
      import numpy as np
      from cs231n.im2col import im2col_indices
      from cs231n.im2col_cython import *
      x = np.random.randn(2, 3, 5, 4)
      cols = im2col_cython(x, 3, 2, 1, 2)
      print(np.all(cols == im2col_indices(x, 3, 2, 1, 2)), cols.shape)
      back = col2im_cython(cols, 2, 3, 5, 4, 3, 2, 1, 2)
      six = cols.reshape(3, 3, 2, 3, 3, 2).transpose(0, 1, 2, 5, 3, 4)
      print(np.all(back == col2im_6d_cython(six, 2, 3, 5, 4, 3, 2, 1, 2)), back.shape)
      """, "True (18, 18)\nTrue (2, 3, 5, 4)"
    ),
  ])
  func `names that cells import`(text: String, output: String) {
    #expect(printed(by: text) == output + "\n")
  }

  @Test(arguments: [
    ("from google.colab import drive", "ModuleNotFoundError: google is not part of nbsh: data are files"),
    (
      "from scipy.misc import imread",
      "ModuleNotFoundError: scipy is not part of nbsh: use NumPy; for images, imageio"
    ),
    (
      "import torch.nn as nn",
      "ModuleNotFoundError: torch is not part of nbsh: networks are in cs231n.classifiers"
    ),
    (
      "from cs231n.classifiers.softmax import *",
      "ModuleNotFoundError: cs231n.classifiers.softmax is not part of nbsh"
    ),
    ("import pdb\npdb.set_trace()", "NotImplementedError: pdb.set_trace() is not part of nbsh"),
    ("from cs231n.nothing import x", "ModuleNotFoundError: No module named 'cs231n.nothing'"),
  ])
  func `what is left out says what to do`(text: String, message: String) {
    #expect(printed(by: text).hasPrefix(message))
  }

  @Test func `pickles are read through load_pickle`() throws {
    try withFolder { folder in
      let text = """
        from cs231n.data_utils import load_pickle
        def attempt(data):
            with open('FOLDER/a', 'wb') as file:
                file.write(data)
            with open('FOLDER/a', 'rb') as file:
                try:
                    print(load_pickle(file))
                except ValueError as error:
                    print('ValueError')
        attempt(bytes([128, 3]) + b'}(X' + bytes([1, 0, 0, 0]) + b'a](K' + bytes([1]) + b'K' + bytes([2]) + b'eX'
                + bytes([1, 0, 0, 0]) + b'bNu.')
        attempt(b'')
        attempt(b']q' + bytes([0]) + b'h' + bytes([0]) + b'a.')
        attempt(b')' + bytes([133]) * 1000000 + b'.')
        attempt(b'cos' + bytes([10]) + b'system' + bytes([10]) + b'.')
        """
      #expect(
        printed(by: text, in: folder)
          == "{'a': [1, 2], 'b': None}\nValueError\nValueError\nValueError\nValueError\n")
    }
  }

  @Test func `a folder without the data is an error that names it`() {
    let text = printed(by: "from cs231n.data_utils import load_CIFAR10\nload_CIFAR10('nowhere/cifar')")
    #expect(
      text.hasPrefix(
        "FileNotFoundError: [Errno 2] No such file or directory: 'nowhere/cifar/data_batch_1', nor data_batch_1.bin."
      ))
  }

  @Test func `data are read from the folder that is named`() throws {
    try withFolder { folder in
      let text = """
        import numpy as np
        from cs231n.data_utils import load_CIFAR10
        for number, name in enumerate(['data_batch_%d' % i for i in range(1, 6)] + ['test_batch']):
            with open('FOLDER/' + name + '.bin', 'wb') as file:
                file.write((bytes([number]) + bytes([10 * number]) * 3072) * 2)
        X, y, Xt, yt = load_CIFAR10('FOLDER')
        print(X.shape, y, X[-1, 0, 0], Xt.shape, yt)
        """
      #expect(
        printed(by: text, in: folder)
          == "(10, 32, 32, 3) [0 0 1 1 2 2 3 3 4 4] [40. 40. 40.] (2, 32, 32, 3) [5 5]\n")
    }
  }
}
