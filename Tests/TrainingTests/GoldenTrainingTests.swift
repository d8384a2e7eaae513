import Arrays
import CKernels
import Layers
import Testing
import Training

/// Losses of trainings of 30 iterations to their last digit: no machine, instruction set or number of threads changes them.
@Suite struct GoldenTrainingTests {
  /// What is trained.
  enum Example: String, CaseIterable, Sendable {
    case convolutional, dense

    func network(_ random: RandomState) throws -> Network {
      switch self {
      case .convolutional:
        try Network.convolutional(
          Architecture(
            pattern: "[conv-bn-relu-conv-bn-relu-pool]x2-[affine]x2-softmax", filters: [6, 8], filterSize: 3,
            hidden: 20), input: (3, 8, 8), classes: 10, weightScale: 0.1, reg: 1e-3, dtype: .float32,
          dropout: .init(p: 0.7, convention: .keeps, seed: nil), random: random)
      case .dense:
        try Network.fullyConnected(
          hidden: [33, 17], input: 192, classes: 10, dropout: nil, normalization: .layernorm, reg: 0.01,
          weightScale: 0.05, dtype: .float64, random: random)
      }
    }

    var rule: UpdateRule { self == .dense ? .nesterov : .adam }
    var rate: Double { self == .dense ? 0.02 : 5e-3 }
  }

  /// Trains on 40 images, of which every iteration takes 20.
  private func losses(_ example: Example) throws -> [String] {
    let random = try RandomState(.number(2026))
    let network = try example.network(random)
    let images = try random.standardNormal(size: [40, 3, 8, 8]).asArray().astype(network.dtype)
    let labels = try random.integers(low: .pyInt(0), high: .pyInt(10), size: Shape(40)).asArray()
    var configurations: [String: UpdateRule.Configuration] = [:]
    return try (0..<30).map { _ in
      let rows = try random.choice(.pyInt(40), size: Shape(20)).asArray()
      let (loss, gradients) = try network.loss(
        images.take(rows, axis: 0).asArray(), labels.take(rows, axis: 0).asArray())
      for name in network.parameters.names {
        var configuration =
          configurations[name] ?? UpdateRule.Configuration(numbers: ["learning_rate": example.rate])
        network.parameters[name] = try example.rule.next(
          network.parameters.array(name), gradients.array(name), &configuration)
        configurations[name] = configuration
      }
      return FloatText.general(loss.doubleValue, precision: 17)
    }
  }

  @Test(arguments: Example.allCases)
  func `losses of thirty iterations, on every instruction set, by one thread and by two`(example: Example)
    throws
  {
    defer { nb_thread_force(0) }
    for isa in [NB_ISA_PORTABLE, NB_ISA_AVX2, NB_ISA_AVX512, NB_ISA_NEON] where nb_isa_supported(isa) {
      let before = nb_isa_force(isa)
      defer { _ = nb_isa_force(before) }
      for threads: Int32 in [1, 2] {
        nb_thread_force(threads)
        let got = try losses(example)
        #expect(
          got == GoldenTrainingTests.golden[example],
          "\(String(cString: nb_isa_name(isa))), \(threads) threads")
      }
    }
  }

  static let golden: [Example: [String]] = [
    .convolutional: [
      "2.3259665966033936", "2.2870086605847875", "2.2563666939921938", "2.0412745609285383",
      "1.9925728098918458",
      "1.9386321701187741", "1.9197179635673889", "1.8702790264387419", "2.0058316283049242",
      "1.8984370391554424",
      "1.6635565019380756", "1.7332654401246155", "1.8233788356219429", "1.8614071453733183",
      "1.7799897022549607",
      "1.5195107003435746", "1.7155323792256796", "1.7575949655502923", "1.5989300269676672",
      "1.539597095005717",
      "1.5663230915467232", "1.6438575034103167", "1.4703544940008793", "1.3821809669091099",
      "1.5900560208148298",
      "1.535888001097848", "1.0953398389560649", "1.4770736968867679", "1.2843974755828516",
      "1.347813732685899",
    ],
    .dense: [
      "2.3756178100502896", "2.311689104015314", "2.3326233080848029", "2.3508394780547728",
      "2.2041694687757367",
      "2.2960041927921906", "2.2821284197450873", "2.1242505598415744", "2.1998132337703673",
      "2.1152018710675233",
      "2.2038649768776191", "2.113514925570942", "2.044936516647351", "1.9295738025164619",
      "1.8418574808356611",
      "1.7234762941428841", "1.8846991489310836", "1.7815476270208017", "1.8725011289893736",
      "1.6538056308800306",
      "1.5639292736522976", "1.7914747745616715", "1.6153592045882421", "1.4547077562971436",
      "1.4220220742040099",
      "1.1852210539059604", "1.2374747576090699", "1.20053469350644", "1.2598602314566085",
      "1.39193465314316",
    ],
  ]
}
