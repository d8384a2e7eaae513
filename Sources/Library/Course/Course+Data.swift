import Arrays
import Language
import Training

/// `cs231n.data_utils`: CIFAR-10, and images of our own in its format.
extension Course {
  static func dataFunctions() -> [Entry] {
    var list = CourseList()
    list.add(
      "get_CIFAR10_data", "(num_training=49000, num_validation=1000, num_test=1000, subtract_mean=True)",
      """
      CIFAR-10 as a dict of arrays X_train, y_train, X_val, y_val, X_test, y_test.

      Images have shape (N, 3, 32, 32); the mean image of the training images is subtracted. The validation images
      are those behind the training images. Read from cifar-10-batches-py or cifar-10-batches-bin under data/.
      """
    ) { a in
      guard let folder = CIFAR10.find(in: folders(a.vm)) else { throw missing() }
      let (train, test) = try CIFAR10.load(folder: folder)
      return try split(train, test, a)
    }
    list.add(
      "get_synthetic_data", "(num_training=4000, num_validation=1000, num_test=1000, subtract_mean=True)",
      """
      Images that nbsh draws itself, in the form of get_CIFAR10_data: ten classes of textured shapes.

      The same on every machine; nothing is downloaded.
      """,
      """
      from cs231n.data_utils import get_synthetic_data
      data = get_synthetic_data(20, 10, 10)
      print(data['X_train'].shape, data['y_val'].shape)
      #> (20, 3, 32, 32) (10,)
      """
    ) { a in
      let sizes = try (0..<3).map { try a.int($0) }
      guard sizes.allSatisfy({ (0...60_000).contains($0) }) else {
        throw PyError.valueError("numbers of images must be between 0 and 60000")
      }
      let train = SyntheticImages.make(count: sizes[0] + sizes[1], seed: 1)
      let test = SyntheticImages.make(count: sizes[2], seed: 2)
      try a.vm.checkInterrupt()
      return try split(train, test, a)
    }
    list.add(
      "load_CIFAR10", "(ROOT)",
      """
      All of CIFAR-10 in the folder ROOT: Xtr, Ytr, Xte, Yte, images of shape (N, 32, 32, 3).

      ROOT counts from the working folder, then from the script's; it holds data_batch_1 ... data_batch_5 and
      test_batch, or the same with .bin. Errors: FileNotFoundError where it does not.
      """
    ) { a in
      let root = try a.string(0)
      let near = root.hasPrefix("/") ? [] : a.vm.searchPath.filter { !$0.isEmpty }.map { $0 + "/" + root }
      guard let folder = CIFAR10.find(in: [root] + near) else { throw missing(root, a.vm) }
      let (train, test) = try CIFAR10.load(folder: folder)
      return .arrays(
        try train.array(0..<train.count, colorsLast: true), try train.labelArray(0..<train.count),
        try test.array(0..<test.count, colorsLast: true), try test.labelArray(0..<test.count))
    }
    list.add(
      "load_CIFAR_batch", "(filename)", "The images (N, 32, 32, 3) and labels of one file of CIFAR-10."
    ) { a in
      let images = try CIFAR10.batch(a.string(0))
      return .arrays(
        try images.array(0..<images.count, colorsLast: true), try images.labelArray(0..<images.count))
    }
    list.add(
      "load_pickle", "(f)",
      """
      The value in a pickle, read from a file opened with 'rb': numbers, strings, lists, dicts and arrays.

      Nothing in the file is executed. Errors: ValueError for anything else, with its place.
      """,
      """
      from cs231n.data_utils import load_pickle
      class File:
          def read(self):
              return bytes([128, 3]) + b'](K' + bytes([1]) + b'K' + bytes([2]) + b'e.'
      print(load_pickle(File()))
      #> [1, 2]
      """
    ) { a in
      guard case .object(let bytes as BytesObject) = try a.vm.callMethod(a[0], "read") else {
        throw PyError.typeError("load_pickle needs a file opened with mode 'rb'")
      }
      return try value(SafePickle.read(bytes.bytes), depth: 0)
    }
    return list.entries
  }

  /// What a pickle holds as a script's value. Errors: ValueError for arrays of other elements, and for lists that hold
  /// themselves.
  private static func value(_ pickled: SafePickle.Value, depth: Int) throws -> Value {
    guard depth < 100 else { throw PyError.valueError("the pickle is nested too deeply") }
    func values(_ items: [SafePickle.Value]) throws -> [Value] {
      try items.map { try value($0, depth: depth + 1) }
    }
    switch pickled {
    case .none: return .none
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(number)
    case .float(let number): return .float(number)
    case .bytes(let bytes): return .string(String(decoding: bytes, as: UTF8.self))
    case .tuple(let items): return .tuple(try values(items))
    case .list(let items): return .list(ListObject(try values(items.values)))
    case .dict(let items):
      let (dict, flat) = (DictObject(), try values(items.values))
      for place in stride(from: 0, to: flat.count - 1, by: 2) {
        guard case .str(let key) = flat[place] else {
          throw PyError.valueError("a dict in the pickle has a key that is no string")
        }
        dict.set(key, flat[place + 1])
      }
      return .dict(dict)
    case .array(let array):
      let types: [String: DType] = [
        "b1": .bool, "u1": .uint8, "i4": .int32, "i8": .int64, "f4": .float32, "f8": .float64,
      ]
      guard let dtype = types[array.dtype] else {
        throw PyError.valueError("the pickle holds an array of elements '\(array.dtype)'")
      }
      let shape = try Shape(checking: array.shape)
      guard let count = shape.elementCount,
        count.multipliedReportingOverflow(by: dtype.itemSize) == (array.bytes.count, false)
      else { throw PyError.valueError("an array in the pickle has fewer or more bytes than its shape") }
      let made = try NDArray(empty: shape, dtype)
      array.bytes.withUnsafeBytes { source in
        if let first = source.baseAddress, !source.isEmpty {
          made.data.copyMemory(from: first, byteCount: source.count)
        }
      }
      return .array(made)
    case .global(let name), .dtype(let name):
      throw PyError.valueError("the pickle holds '\(name)' as a value")
    }
  }

  /// Where the data set may be: under data/ here or beside the script, and where the courses keep it.
  private static func folders(_ vm: Interpreter) -> [String] {
    var found: [String] = []
    for base in [""] + vm.searchPath.map({ $0.isEmpty ? "" : $0 + "/" }) {
      for place in ["data/", "../data/", "cs231n/datasets/", "datasets/", ""] {
        for name in ["cifar-10-batches-py", "cifar-10-batches-bin"] { found.append(base + place + name) }
      }
    }
    return found
  }

  private static func missing() -> PyError {
    PyError(
      Types.fileNotFoundError,
      "the CIFAR-10 data are not here: no data/cifar-10-batches-py or data/cifar-10-batches-bin. "
        + "`nbsh fetch cifar10` downloads them; get_synthetic_data() needs no download")
  }

  private static func missing(_ root: String, _ vm: Interpreter) -> PyError {
    let other = CIFAR10.find(in: folders(vm))
    return PyError(
      Types.fileNotFoundError,
      "[Errno 2] No such file or directory: '\(root)/data_batch_1', nor data_batch_1.bin. "
        + (other.map { "The CIFAR-10 data are in '\($0)'" }
          ?? "`nbsh fetch cifar10` downloads CIFAR-10 into data/cifar-10-batches-bin"))
  }

  /// Training, validation and test images as the course's dict.
  private static func split(_ train: CIFAR10.Images, _ test: CIFAR10.Images, _ a: Arguments) throws -> Value {
    let (training, validation, testing) = (try a.int(0), try a.int(1), try a.int(2))
    let (end, overflow) = training.addingReportingOverflow(validation)
    guard training >= 0, validation >= 0, testing >= 0, !overflow, end <= train.count, testing <= test.count
    else {
      throw PyError.valueError(
        "there are \(train.count) images for training and validation and \(test.count) for testing, not "
          + "\(training) + \(validation) and \(testing)")
    }
    let images = [
      try train.array(0..<training), try train.array(training..<end), try test.array(0..<testing),
    ]
    if try a.bool(3), training > 0 {
      let mean = try images[0].reduce(.mean, axes: [0]).asArray()
      for array in images { try NDArray.inPlace(.subtract, array, .array(mean)) }
    }
    let result = DictObject()
    func set(_ name: String, _ array: NDArray) { result.set(StringObject.interned(name), .array(array)) }
    set("X_train", images[0])
    set("y_train", try train.labelArray(0..<training))
    set("X_val", images[1])
    set("y_val", try train.labelArray(training..<end))
    set("X_test", images[2])
    set("y_test", try test.labelArray(0..<testing))
    return .dict(result)
  }
}
