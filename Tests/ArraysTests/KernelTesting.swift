import CKernels

/// Small numbers with full mantissas, the same in every run.
struct Noise {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) / Double(1 << 52)
  }

  mutating func doubles(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }
  mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in Float(next()) } }
}

/// The instruction sets this machine has.
let instructionSets: [nb_isa] = [NB_ISA_PORTABLE, NB_ISA_AVX2, NB_ISA_AVX512, NB_ISA_NEON].filter(
  nb_isa_supported)

/// Runs `body` with one instruction set and number of threads, both for kernels called from this thread only.
func with<Result>(_ isa: nb_isa, threads: Int32, _ body: () throws -> Result) rethrows -> Result {
  let before = nb_isa_force(isa)
  nb_thread_force(threads)
  defer {
    _ = nb_isa_force(before)
    nb_thread_force(0)
  }
  return try body()
}

/// The bits of numbers, so that comparisons tell zeros apart and find NaN equal to itself.
func bits(_ numbers: [Float]) -> [UInt32] { numbers.map(\.bitPattern) }
func bits(_ numbers: [Double]) -> [UInt64] { numbers.map(\.bitPattern) }
