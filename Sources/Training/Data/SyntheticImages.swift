import Arrays

/// Images of our own in CIFAR-10's format: ten classes of textured shapes, learnable but not trivial.
///
/// A class is a shape (disc, square, triangle, cross, ring) filled with a texture (stripes or dots). Nuisance: place,
/// size, both colours of the figure, a graded background, a second small distractor, noise on every pixel. Colours and
/// places say nothing about the class, so a linear classifier learns little. Drawn in integers by splitmix64: the same
/// bytes on every machine.
public enum SyntheticImages {
  /// `count` images with labels in random order; fewer after an interrupt. Seeds give unrelated images.
  public static func make(count: Int, seed: UInt64) -> CIFAR10.Images {
    var images = CIFAR10.Images()
    images.labels.reserveCapacity(max(0, count))
    images.pixels.reserveCapacity(max(0, count) * CIFAR10.imageSize)
    var random = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x0DDB_1A5E_5BAD_5EED)
    var canvas = [UInt8](repeating: 0, count: CIFAR10.imageSize)
    for index in 0..<max(0, count) {
      if index & 0xFF == 0xFF, Interruption.isPending { break }
      let label = random.below(10)
      draw(label, on: &canvas, &random)
      images.labels.append(UInt8(label))
      images.pixels += canvas
    }
    return images
  }

  private static func draw(_ label: Int, on canvas: inout [UInt8], _ random: inout SplitMix) {
    let top = random.color()
    let bottom = random.color()
    let light = random.color()
    // The two colours of a texture differ in every channel, or there would be nothing to see.
    let dark = light.map { ($0 + 90 + random.below(76)) & 255 }
    let ink = (light, dark)
    let spot = random.color()
    let radius = 8 + random.below(4)
    let (centerX, centerY) = (12 + random.below(8), 12 + random.below(8))
    let (spotX, spotY, spotSize) = (random.below(32), random.below(32), 1 + random.below(3))
    let phase = random.below(4)
    let (shape, isStriped) = (label / 2, label % 2 == 0)
    for y in 0..<32 {
      for x in 0..<32 {
        let (dx, dy) = (x - centerX, y - centerY)
        let figure = contains(shape, dx, dy, radius)
        let isSpot = abs(x - spotX) <= spotSize && abs(y - spotY) <= spotSize
        // Stripes two pixels wide, or dots two pixels wide on a grid of four.
        let isDark = isStriped ? (y + phase) & 2 == 0 : (x + phase) & 2 == 0 && (y + phase) & 2 == 0
        for channel in 0..<3 {
          var value = (top[channel] * (31 - y) + bottom[channel] * y) / 31
          if isSpot { value = spot[channel] }
          if figure { value = isDark ? ink.0[channel] : ink.1[channel] }
          // The sum of two uniform numbers: noise of standard deviation about 16.
          value += random.below(40) + random.below(40) - 39
          canvas[(channel * 32 + y) * 32 + x] = UInt8(min(255, max(0, value)))
        }
      }
    }
  }

  private static func contains(_ shape: Int, _ dx: Int, _ dy: Int, _ radius: Int) -> Bool {
    let distance = dx * dx + dy * dy
    switch shape {
    case 0: return distance <= radius * radius
    case 1: return abs(dx) <= radius * 4 / 5 && abs(dy) <= radius * 4 / 5
    case 2: return dy <= radius * 3 / 4 && 2 * abs(dx) <= dy + radius
    case 3:
      return (abs(dx) <= radius / 3 && abs(dy) <= radius) || (abs(dy) <= radius / 3 && abs(dx) <= radius)
    default: return distance <= radius * radius && distance >= radius * radius / 3
    }
  }
}

/// Steele, Lea and Flood's splitmix64.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0 ..< `limit`, which is small.
  mutating func below(_ limit: Int) -> Int { Int(((next() >> 32) * UInt64(max(1, limit))) >> 32) }

  mutating func color() -> [Int] { [below(256), below(256), below(256)] }
}
