import Arrays
import Figures
import Language

/// `nbsh.figures`: the pictures that course work asks for, in one call each.
enum CourseFigures {
  static func make(_ vm: Interpreter) -> ModuleObject {
    let module = ModuleObject("nbsh.figures", entries: entries)
    module.doc = "Training curves, filters, confusion matrix and misclassified images, in one call each."
    return module
  }

  nonisolated(unsafe) static let entries: [Entry] = EntryList { add in
    add(
      "plot_history", "(solver, title='')",
      "Losses by iteration above, training and validation accuracy by epoch below."
    ) { a in
      try plotHistory(a)
    }
    add(
      "show_filters", "(w, columns=None, title='')",
      "Filters (count, channels, height, width) of 1 or 3 channels, each stretched to its own range.",
      "import numpy as np\nfrom nbsh.figures import show_filters\nprint(show_filters(np.random.randn(8, 3, 5, 5)))\n#> Figure(640x480)"
    ) { a in
      let images = try pictures(a.vm.asArray(a[0]), channelsFirst: true)
      let columns = a.isGiven(1) ? try a.int(1) : nil
      if let columns, columns <= 0 {
        throw PyError.valueError("columns must be positive, not \(columns)")
      }
      let figure = try FigureState.of(a.vm).pyplot.figure()
      let axes = figure.currentAxes()
      axes.title = try a.vm.str(a[2])
      try axes.showFilters(images, columns: columns)
      return .object(FigureState.of(a.vm).object(for: figure))
    }
    add(
      "confusion_matrix", "(y, pred, classes=None, title='')",
      "How often each class (row) was taken for which (column): draws the counts and gives them.",
      "from nbsh.figures import confusion_matrix\nprint(confusion_matrix([0, 1, 1], [0, 1, 0]))\n#> [[1 0]\n#>  [1 1]]"
    ) { a in
      try confusionMatrix(a)
    }
    add(
      "misclassified", "(X, y, pred, classes=None, count=10)",
      "The first images whose prediction is wrong, each with its class and what it was taken for; gives their indices."
    ) { a in
      try misclassified(a)
    }
  }.entries

  private static func history(_ solver: Value, _ name: String, _ vm: Interpreter) throws -> [Double] {
    guard let value = try vm.findAttribute(solver, StringObject.interned(name)) else {
      throw PyError.attributeError(
        "'\(vm.typeName(solver))' object has no attribute '\(name)': plot_history takes a Solver")
    }
    return try vm.numbers(value)
  }

  private static func plotHistory(_ a: Arguments) throws -> Value {
    let losses = try history(a[0], "loss_history", a.vm)
    let train = try history(a[0], "train_acc_history", a.vm)
    let validation = try history(a[0], "val_acc_history", a.vm)
    let figure = try FigureState.of(a.vm).pyplot.figure(size: (8, 7))
    figure.title = try a.vm.str(a[1])
    let upper = try figure.subplot(rows: 2, columns: 1, 1)
    try upper.plot(losses, format: "o", markerSize(3))
    upper.xAxis.label = "iteration"
    upper.yAxis.label = "loss"
    let lower = try figure.subplot(rows: 2, columns: 1, 2)
    try lower.plot(train, format: "-o", LineOptions(label: "train"))
    try lower.plot(validation, format: "-o", LineOptions(label: "val"))
    lower.xAxis.label = "epoch"
    lower.yAxis.label = "accuracy"
    lower.addLegend()
    figure.tightLayout()
    return .object(FigureState.of(a.vm).object(for: figure))
  }

  private static func markerSize(_ size: Double) -> LineOptions {
    var options = LineOptions()
    options.markerSize = size
    return options
  }

  private static func confusionMatrix(_ a: Arguments) throws -> Value {
    let (truth, guess) = (try labels(a[0], a.vm), try labels(a[1], a.vm))
    guard truth.count == guess.count else {
      throw PyError.valueError("y has \(truth.count) labels but pred has \(guess.count)")
    }
    let names = a.isGiven(2) ? try a.vm.texts(a[2]) : nil
    let count = max(names?.count ?? 0, ((truth + guess).max() ?? -1) + 1)
    guard count > 0 else { throw PyError.valueError("there are no labels") }
    guard count <= 1000 else { throw PyError.valueError("a label is \(count - 1): more than 1000 classes") }
    var table = [Double](repeating: 0, count: count * count)
    for (t, g) in zip(truth, guess) { table[t * count + g] += 1 }
    let figure = try FigureState.of(a.vm).pyplot.figure(size: (7, 6))
    let axes = figure.currentAxes()
    var options = ImageOptions()
    options.colormap = try Colormap.named("Blues")
    let image = try axes.imshow(
      ImageData(width: count, height: count, channels: 1, samples: .float(table)), options)
    figure.colorbar(image, beside: [axes])
    axes.title = try a.vm.str(a[3])
    axes.xAxis.label = "predicted"
    axes.yAxis.label = "true"
    let words = (0..<count).map { index in names.flatMap { index < $0.count ? $0[index] : nil } ?? "\(index)"
    }
    if count <= 30 {
      try axes.setTicks(.x, (0..<count).map(Double.init), labels: words)
      try axes.setTicks(.y, (0..<count).map(Double.init), labels: words)
      if words.contains(where: { $0.count > 2 }) { axes.xAxis.tickLabelRotation = 45 }
    }
    if count <= 20 {
      let most = table.max() ?? 0
      for index in table.indices {
        var look = TextOptions()
        look.horizontal = .center
        look.vertical = .center
        look.color = table[index] > most / 2 ? .white : .black
        axes.text(Double(index % count), Double(index / count), "\(Int(table[index]))", look)
      }
    }
    return .array(try NDArray(doubles: table).astype(.int64).reshape(Shape(count, count)))
  }

  private static func misclassified(_ a: Arguments) throws -> Value {
    let images = try a.vm.asArray(a[0])
    let (truth, guess) = (try labels(a[1], a.vm), try labels(a[2], a.vm))
    guard images.ndim >= 1, images.shape[0] == truth.count, truth.count == guess.count else {
      throw PyError.valueError("X, y and pred must have one entry an image")
    }
    let names = a.isGiven(3) ? try a.vm.texts(a[3]) : nil
    func name(_ label: Int) -> String { names.flatMap { label < $0.count ? $0[label] : nil } ?? "\(label)" }
    let wanted = min(max(try a.int(4), 0), 100)
    let wrong = Array(truth.indices.filter { truth[$0] != guess[$0] }.prefix(wanted))
    let indices = try NDArray(doubles: wrong.map(Double.init)).astype(.int64)
    guard !wrong.isEmpty else { return .array(indices) }
    let chosen = try a.vm.asArray(a.vm.getItem(.array(images), .array(indices)))
    let channelsFirst = chosen.ndim == 4 && chosen.shape[3] > 4
    let columns = min(wrong.count, 5)
    let rows = (wrong.count + columns - 1) / columns
    let figure = try FigureState.of(a.vm).pyplot.figure(size: (Double(columns) * 1.8, Double(rows) * 2.1))
    for (place, picture) in try pictures(chosen, channelsFirst: channelsFirst).enumerated() {
      let axes = try figure.subplot(rows: rows, columns: columns, place + 1)
      axes.title = "\(name(truth[wrong[place]])) → \(name(guess[wrong[place]]))"
      axes.titleStyle.size = 9
      try axes.show(picture.stretched())
    }
    figure.tightLayout()
    return .array(indices)
  }

  /// Class numbers: integers from 0.
  private static func labels(_ value: Value, _ vm: Interpreter) throws -> [Int] {
    try vm.numbers(value).map { number in
      guard number >= 0, number < 1e9, number == number.rounded() else {
        throw PyError.valueError("labels must be whole numbers from 0, not \(number)")
      }
      return Int(number)
    }
  }

  /// The pictures of an array (count, height, width), (count, channels, height, width) or (count, height, width, channels).
  private static func pictures(_ array: NDArray, channelsFirst: Bool) throws -> [Picture] {
    guard array.ndim == 3 || array.ndim == 4 else {
      throw PyError.valueError(
        "images must have 3 or 4 dimensions, not shape \(array.shape.tupleDescription)")
    }
    var shape = Array(array.shape)
    var array = array
    if array.ndim == 4, channelsFirst, [1, 3].contains(shape[1]) {
      array = try array.transpose([0, 2, 3, 1])
      shape = Array(array.shape)
    }
    let channels = array.ndim == 4 ? shape[3] : 1
    guard channels == 1 || channels == 3 else {
      throw PyError.valueError("images must have 1 or 3 channels, not shape \(array.shape.tupleDescription)")
    }
    guard shape[0] > 0, shape[1] > 0, shape[2] > 0 else { throw PyError.valueError("there are no images") }
    let values = try array.doubles()
    let size = shape[1] * shape[2] * channels
    return (0..<shape[0]).map {
      Picture(
        width: shape[2], height: shape[1], channels: channels,
        values: Array(values[$0 * size..<($0 + 1) * size]))
    }
  }
}
