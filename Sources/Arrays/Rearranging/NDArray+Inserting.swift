extension NDArray {
  /// The array without the items at the given places of an axis (flattened first when `axis` is `nil`).
  ///
  /// Errors: `index 5 is out of bounds for axis 0 with size 3`.
  public func deleting(_ places: [Int], axis: Int? = nil) throws(ArrayError) -> NDArray {
    guard let axis else { return try ravel().deleting(places, axis: 0) }
    let along = try normalize(axis: axis)
    let length = shape[along]
    var gone: [Int] = []
    for place in places {
      guard place >= -length && place < length else {
        throw ArrayError(.index, "index \(place) is out of bounds for axis \(along) with size \(length)")
      }
      gone.append(place < 0 ? place + length : place)
    }
    gone.sort()
    var newShape = shape
    newShape[along] -= gone.indices.count { $0 == 0 || gone[$0] != gone[$0 - 1] }
    let result = try NDArray(empty: newShape, dtype)
    // What stands between two of them is copied at once.
    var (from, to) = (0, 0)
    for place in gone + [length] {
      if place > from {
        try result.part(along, to, place - from).fill(from: part(along, from, place - from))
        to += place - from
      }
      from = place + 1
    }
    return result
  }

  /// The array with values put in before a place of an axis (flattened first when `axis` is `nil`).
  ///
  /// `values` is cast to this array's dtype and broadcast over the other axes; with one place it may hold several
  /// items along the axis.
  /// Errors: `index 5 is out of bounds for axis 0 with size 3`.
  public func inserting(_ values: NDArray, at place: Int, axis: Int? = nil) throws(ArrayError) -> NDArray {
    guard let axis else { return try ravel().inserting(values, at: place, axis: 0) }
    let along = try normalize(axis: axis)
    let length = shape[along]
    guard place >= -length && place <= length else {
      throw ArrayError(.index, "index \(place) is out of bounds for axis \(along) with size \(length)")
    }
    let at = place < 0 ? place + length : place
    var new = try values.astype(dtype)
    while new.ndim < ndim { new = try new.expandDims([0]) }
    new = try new.moveAxes([0], to: [along])
    let added = new.shape[along]
    var newShape = shape
    newShape[along] += added
    let result = try NDArray(empty: newShape, dtype)
    try result.part(along, 0, at).fill(from: part(along, 0, at))
    let gap = result.part(along, at, added)
    guard Shape.broadcast(new.shape, gap.shape) == gap.shape else {
      throw ArrayError(
        .value, "could not broadcast input array from shape \(new.shape) into shape \(gap.shape)")
    }
    try gap.fill(from: new)
    try result.part(along, at + added, length - at).fill(from: part(along, at, length - at))
    return result
  }

  /// The array with one item put in before each of several places, all counted in the original array.
  public func inserting(_ values: NDArray, at places: [Int], axis: Int? = nil) throws(ArrayError) -> NDArray {
    guard let axis else { return try ravel().inserting(values, at: places, axis: 0) }
    let along = try normalize(axis: axis)
    if places.count == 1 {
      if places[0] < -shape[along] || places[0] > shape[along] {
        throw ArrayError(
          .index, "index [\(places[0])] is out of bounds for axis \(along) with size \(shape[along])")
      }
      // The values lie along the axis already, unlike with a single number as the place.
      var new = try values.astype(dtype)
      while new.ndim < ndim { new = try new.expandDims([0]) }
      return try inserting(try new.moveAxes([along], to: [0]), at: places[0], axis: along)
    }
    let length = shape[along]
    var wanted: [Int] = []
    for place in places {
      wanted.append(place < 0 ? place + length : place)
    }
    let total = length + places.count
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    for (shift, i) in order.enumerated() { wanted[i] += shift }
    for (i, place) in wanted.enumerated() {
      guard place >= -total && place < total else {
        throw ArrayError(.index, "index \(place) is out of bounds for axis 0 with size \(total)")
      }
      if place < 0 { wanted[i] += total }
    }
    var newShape = shape
    newShape[along] += places.count
    let result = try NDArray(empty: newShape, dtype)
    let taken = Set(wanted)
    let free = (0..<newShape[along]).filter { !taken.contains($0) }
    for (from, to) in free.enumerated() { try result.part(along, to, 1).fill(from: part(along, from, 1)) }
    var gaps = shape
    gaps[along] = places.count
    let cast = try values.astype(dtype)
    guard Shape.broadcast(cast.shape, gaps) == gaps else {
      throw ArrayError(
        .value,
        "shape mismatch: value array of shape \(cast.shape) could not be broadcast to indexing result of shape \(gaps)"
      )
    }
    let new = try cast.broadcast(to: gaps)
    for (i, place) in wanted.enumerated() {
      try result.part(along, place, 1).fill(from: new.part(along, i, 1))
    }
    return result
  }

  /// The items at the given places of an axis, which lie inside it.
  func taking(_ places: [Int], axis: Int) throws(ArrayError) -> NDArray {
    var newShape = shape
    newShape[axis] = places.count
    let result = try NDArray(empty: newShape, dtype)
    for (i, place) in places.enumerated() { try result.part(axis, i, 1).fill(from: part(axis, place, 1)) }
    return result
  }
}
