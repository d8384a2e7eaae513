import Testing

@testable import Arrays

/// Expected numbers are NumPy's.
@Suite struct RandomStateTests {

  @Test func streamOfSeed0() throws {
    let random = try RandomState(.number(0))
    #expect(
      try doubles(random.standardNormal(size: [7])) == [
        1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675,
        -0.977277879876411, 0.9500884175255894,
      ])
    #expect(try integers(random.integers(low: .pyInt(10), size: [8])) == [8, 1, 6, 7, 7, 8, 1, 5])
    #expect(try doubles(random.standardNormal(size: [2])) == [-0.1513572082976979, -0.4707710044024339])
    #expect(
      try doubles(random.random(size: [3])) == [0.6481718720511972, 0.36824153984054797, 0.9571551589530464])
    #expect(try integers(random.choice(.pyInt(49000), size: [6])) == [1871, 7599, 2496, 47954, 24675, 42968])
    #expect(try integers(.array(random.permutation(8))) == [0, 7, 2, 4, 6, 5, 3, 1])
    #expect(try integers(random.choice(.pyInt(10), size: [4], replace: false)) == [3, 6, 4, 5])
    #expect(
      try doubles(random.normal(scale: .pyFloat(0.1), size: [2])) == [
        0.09730159968843793, -0.0844230864581227,
      ])
    #expect(try doubles(random.uniform(low: .pyInt(-2), high: .pyInt(3), size: nil)) == [-1.3239091329727397])
  }

  @Test func streamOfSeed1() throws {
    let random = try RandomState(.number(1))
    #expect(
      try doubles(random.standardNormal(size: [7])) == [
        1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -1.0729686221561705, 0.8654076293246785,
        -2.3015386968802827, 1.74481176421648,
      ])
    #expect(try integers(random.integers(low: .pyInt(10), size: [8])) == [2, 4, 7, 7, 9, 1, 7, 0])
    #expect(try doubles(random.standardNormal(size: [2])) == [-0.7612069008951028, 0.7252740646272712])
    #expect(
      try doubles(random.random(size: [3])) == [0.8027575039373649, 0.09280080864073792, 0.518152548941889])
    #expect(
      try integers(random.choice(.pyInt(49000), size: [6])) == [29960, 32397, 39539, 431, 36842, 47560])
    #expect(try integers(.array(random.permutation(8))) == [7, 2, 0, 4, 1, 5, 3, 6])
    #expect(try integers(random.choice(.pyInt(10), size: [4], replace: false)) == [8, 6, 7, 2])
    #expect(
      try doubles(random.normal(scale: .pyFloat(0.1), size: [2])) == [
        0.0934889154109608, -0.04829413974350016,
      ])
    #expect(try doubles(random.uniform(low: .pyInt(-2), high: .pyInt(3), size: nil)) == [-0.889377262323126])
  }

  @Test func streamOfSeed123() throws {
    let random = try RandomState(.number(123))
    #expect(
      try doubles(random.standardNormal(size: [7])) == [
        -1.0856306033005612, 0.9973454465835858, 0.28297849805199204, -1.506294713918092, -0.5786002519685364,
        1.651436537097151, -2.426679243393074,
      ])
    #expect(try integers(random.integers(low: .pyInt(10), size: [8])) == [0, 9, 3, 4, 0, 0, 4, 1])
    #expect(try doubles(random.standardNormal(size: [2])) == [-0.42891262885617726, -0.44398195964606546])
    #expect(
      try doubles(random.random(size: [3])) == [0.5315513738418384, 0.5318275870968661, 0.6344009585513211])
    #expect(try integers(random.choice(.pyInt(49000), size: [6])) == [23728, 17543, 4195, 2428, 8028, 3252])
    #expect(try integers(.array(random.permutation(8))) == [4, 0, 7, 2, 3, 5, 1, 6])
    #expect(try integers(random.choice(.pyInt(10), size: [4], replace: false)) == [1, 6, 4, 7])
    #expect(
      try doubles(random.normal(scale: .pyFloat(0.1), size: [2])) == [
        -0.043435127561851736, 0.02982275481064893,
      ])
    #expect(try doubles(random.uniform(low: .pyInt(-2), high: .pyInt(3), size: nil)) == [1.4670162180125716])
  }

  @Test func streamOfSeed231() throws {
    let random = try RandomState(.number(231))
    #expect(
      try doubles(random.standardNormal(size: [7])) == [
        0.41794341085522313, 1.3971002787857785, -1.7859043087115503, -0.7088277337845966,
        -0.0747253160682306, -0.7750167689275921, -0.1497979028339611,
      ])
    #expect(try integers(random.integers(low: .pyInt(10), size: [8])) == [2, 3, 6, 3, 0, 2, 7, 1])
    #expect(try doubles(random.standardNormal(size: [2])) == [1.861729024181691, 0.259200042131956])
    #expect(
      try doubles(random.random(size: [3])) == [0.7791191018246267, 0.041556084259857795, 0.7864127538429363])
    #expect(
      try integers(random.choice(.pyInt(49000), size: [6])) == [45937, 32087, 9925, 38697, 13658, 44026])
    #expect(try integers(.array(random.permutation(8))) == [5, 4, 2, 0, 6, 3, 7, 1])
    #expect(try integers(random.choice(.pyInt(10), size: [4], replace: false)) == [2, 8, 3, 9])
    #expect(
      try doubles(random.normal(scale: .pyFloat(0.1), size: [2])) == [
        0.09059141595933325, 0.02691745562241789,
      ])
    #expect(try doubles(random.uniform(low: .pyInt(-2), high: .pyInt(3), size: nil)) == [-1.6667333563809332])
  }

  @Test func streamOfSeed500() throws {
    let random = try RandomState(.number(500))
    #expect(
      try doubles(random.standardNormal(size: [7])) == [
        -0.37736358073133586, 0.16675891737697457, 0.6828023755711501, 1.9213787732315728,
        -0.19703679591452047, -0.7598787572506799, -2.0890663586299687,
      ])
    #expect(try integers(random.integers(low: .pyInt(10), size: [8])) == [2, 2, 3, 6, 8, 7, 8, 2])
    #expect(try doubles(random.standardNormal(size: [2])) == [-0.03637298519150442, 0.19208746290093553])
    #expect(
      try doubles(random.random(size: [3])) == [
        0.061026989798963927, 0.26801283254870933, 0.8517031486674488,
      ])
    #expect(
      try integers(random.choice(.pyInt(49000), size: [6])) == [5532, 46281, 36475, 12130, 27378, 36367])
    #expect(try integers(.array(random.permutation(8))) == [2, 6, 0, 4, 1, 5, 3, 7])
    #expect(try integers(random.choice(.pyInt(10), size: [4], replace: false)) == [2, 5, 8, 7])
    #expect(
      try doubles(random.normal(scale: .pyFloat(0.1), size: [2])) == [
        -0.0344615362293682, -0.019784228044819725,
      ])
    #expect(try doubles(random.uniform(low: .pyInt(-2), high: .pyInt(3), size: nil)) == [-1.475208278537458])
  }

  @Test func discreteLaws() throws {
    let random = try RandomState(.number(42))
    #expect(try integers(random.binomial(n: .pyInt(10), p: .pyFloat(0.3), size: [5])) == [2, 5, 4, 3, 2])
    #expect(
      try integers(random.binomial(n: .pyInt(1000), p: .pyFloat(0.6), size: [4])) == [595, 587, 626, 567])
    #expect(try integers(random.poisson(lam: .pyFloat(3), size: [5])) == [1, 2, 3, 2, 3])
    #expect(try integers(random.poisson(lam: .pyFloat(50), size: [5])) == [42, 57, 39, 49, 50])
    #expect(try integers(random.geometric(p: .pyFloat(0.4), size: [4])) == [5, 1, 3, 1])
    #expect(
      try integers(.array(random.multinomial(n: 20, probabilities: [0.2, 0.5, 0.3], size: [2]))) == [
        4, 10, 6, 2, 7, 11,
      ])
    #expect(
      try integers(random.integers(low: .pyInt(0), high: .pyInt(200), size: [6], dtype: .uint8)) == [
        26, 111, 198, 43, 22, 35,
      ])
    #expect(
      try integers(random.integers(low: .pyInt(-5), high: .pyInt(5), size: [6], dtype: .int32)) == [
        -4, 4, -2, 2, 1, 3,
      ])
    #expect(
      try integers(random.integers(low: .pyInt(0), high: .pyInt(1 << 40), size: [2])) == [
        813_146_102_055, 912_202_422_991,
      ])
    #expect(
      try integers(random.choice(.pyInt(5), size: [6], probabilities: array([0.1, 0, 0.3, 0.6, 0]))) == [
        3, 3, 3, 3, 3, 2,
      ])
    #expect(
      try integers(
        random.choice(.pyInt(5), size: [3], replace: false, probabilities: array([0.1, 0, 0.3, 0.6, 0]))) == [
          2, 0, 3,
        ])
    #expect(
      try integers(.array(random.permutation(array(Array(0..<8), [4, 2])))) == [2, 3, 6, 7, 4, 5, 0, 1])
  }

  @Test func continuousLaws() throws {
    let random = try RandomState(.numbers([1, 2, 3]))
    expectClose(
      try doubles(random.exponential(scale: .pyFloat(2), size: [3])),
      [1.882505782047359, 4.355380032192219, 1.2938128601298966])
    expectClose(
      try doubles(random.gamma(shape: .pyFloat(0.5), size: [3])),
      [1.8915713886146688, 2.811987396202887, 1.8392679245589503])
    expectClose(
      try doubles(random.gamma(shape: .pyFloat(3.5), scale: .pyFloat(2), size: [3])),
      [5.862489122133506, 7.309062086841135, 12.107888293214117])
    expectClose(
      try doubles(random.beta(a: .pyFloat(0.5), b: .pyFloat(0.7), size: [2])),
      [0.9981862395647049, 0.022798124665620787])
    expectClose(
      try doubles(random.beta(a: .pyFloat(2), b: .pyFloat(3), size: [2])),
      [0.2474820355924483, 0.3032462708792898])
    expectClose(try doubles(random.laplace(size: [2])), [2.2450014414000026, -0.8386002974461825])
    expectClose(try doubles(random.gumbel(size: [2])), [1.1804792346660247, 0.42979080805954245])
    expectClose(try doubles(random.logistic(size: [2])), [0.6881960993643351, 1.903976760607803])
    expectClose(try doubles(random.logNormal(size: [2])), [1.1851978114418564, 3.827894387246116])
    expectClose(
      try doubles(random.standardT(df: .pyFloat(4), size: [2])), [-0.9221360894585648, -0.9150396965053478])
    expectClose(
      try doubles(random.chiSquare(df: .pyFloat(4), size: [2])), [0.47927583081859026, 13.74564977108603])
    expectClose(try doubles(random.standardCauchy(size: [2])), [0.639053219115698, 0.4499373822382681])
    expectClose(
      try doubles(random.normal(loc: .array(array([0.0, 10, 100])), scale: .pyFloat(1), size: [2, 3])),
      [
        -0.0968180805274099, 10.462437510169435, 98.36424559391762, 0.8499831360990037, 9.233566926315918,
        100.61939113758874,
      ])
  }

  @Test func shufflesViewsAndLists() throws {
    let random = try RandomState(.number(7))
    let columns = array([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11] as [Int], [3, 4])
    try random.shuffle(columns.view(shape: [4, 3], strides: [8, 32]))
    #expect(elements(columns, as: Int.self) == [6, 3, 0, 9, 7, 4, 1, 10, 8, 5, 2, 11])
    let line = array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as [Double])
    try random.shuffle(line.view(shape: [5], strides: [16]))
    #expect(elements(line, as: Double.self) == [4.0, 1.0, 2.0, 3.0, 0.0, 5.0, 8.0, 7.0, 6.0, 9.0])
    var letters = Array("abcdef")
    random.shuffle(count: letters.count) { letters.swapAt($0, $1) }
    #expect(String(letters) == "efdcba")
  }

  @Test func stateRoundTrip() throws {
    let random = try RandomState(.number(3))
    _ = try random.standardNormal(size: [3])
    let state = random.state
    #expect(state.pendingGauss != nil)
    let first = try doubles(random.standardNormal(size: [700]))
    try random.restore(state)
    #expect(try doubles(random.standardNormal(size: [700])) == first)
    #expect(throws: ArrayError.self) { try random.restore(.init(key: [1], position: 0)) }
    #expect(throws: ArrayError.self) { try random.restore(.init(key: state.key, position: 625)) }
  }

  @Test func resultsWithoutSizeArePythonNumbers() throws {
    let random = try RandomState(.number(0))
    guard case .pyFloat = try random.random(size: nil),
      case .pyInt = try random.integers(low: .pyInt(5), size: nil),
      case .pyInt = try random.choice(.pyInt(5)),
      case .scalar(.int64) = try random.choice(.array(array([4, 5] as [Int]))),
      case .scalar(.uint8) = try random.integers(low: .pyInt(5), size: nil, dtype: .uint8)
    else {
      Issue.record("wrong kind of number")
      return
    }
  }

  @Test func errorsInNumPysWords() throws {
    let random = try RandomState(.number(0))
    func message(_ body: () throws -> Void) -> String {
      do { try body() } catch let error as ArrayError { return error.description } catch {}
      return "no error"
    }
    #expect(message { try random.seed(.number(-1)) } == "ValueError: Seed must be between 0 and 2**32 - 1")
    #expect(message { try random.seed(.numbers([])) } == "ValueError: Seed must be non-empty")
    #expect(message { _ = try random.integers(low: .pyInt(0), size: nil) } == "ValueError: high <= 0")
    #expect(
      message { _ = try random.integers(low: .pyInt(5), high: .pyInt(5), size: nil) }
        == "ValueError: low >= high")
    #expect(
      message { _ = try random.integers(low: .pyInt(0), high: .pyInt(300), size: nil, dtype: .uint8) }
        == "ValueError: high is out of bounds for uint8")
    #expect(message { _ = try random.normal(scale: .pyFloat(-1), size: nil) } == "ValueError: scale < 0")
    #expect(
      message { _ = try random.choice(.pyInt(3), size: [4], replace: false) }
        == "ValueError: Cannot take a larger sample than population when 'replace=False'")
    #expect(
      message { _ = try random.choice(.pyInt(2), probabilities: array([0.5, 0.6])) }
        == "ValueError: probabilities do not sum to 1")
    #expect(
      message { _ = try random.choice(.pyInt(0)) }
        == "ValueError: a must be greater than 0 unless no samples are taken")
    #expect(
      message { _ = try random.binomial(n: .pyInt(3), p: .pyFloat(1.5), size: nil) }
        == "ValueError: p < 0, p > 1 or p is NaN")
    #expect(
      message { _ = try random.poisson(lam: .pyFloat(-1), size: nil) } == "ValueError: lam < 0 or lam is NaN")
    #expect(
      message { _ = try random.uniform(high: .pyFloat(.infinity), size: nil) }
        == "OverflowError: Range exceeds valid bounds")
    #expect(
      message { _ = try random.random(size: [-1]) } == "ValueError: negative dimensions are not allowed")
    #expect(
      message {
        _ = try random.normal(loc: .array(array([0.0, 1])), scale: .array(array([1.0, 1, 1])), size: nil)
      }
        == "ValueError: shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 with shape (2,) and arg 1 with shape (3,)."
    )
  }

  private func doubles(_ result: Operand) -> [Double] {
    if case .array(let array) = result { return elements(array) }
    return result.scalarValue.map { [$0.doubleValue] } ?? []
  }

  private func integers(_ result: Operand) -> [Int] {
    guard case .array(let array) = result else { return [] }
    return (0..<array.count).compactMap {
      Scalar(loading: array.data + $0 * array.itemSize, array.dtype).intValue
    }
  }

  /// Equal but for the last digit of logarithms and powers.
  private func expectClose(_ values: [Double], _ expected: [Double]) {
    #expect(values.count == expected.count)
    for (value, other) in zip(values, expected) {
      #expect((value - other).magnitude <= 4e-15 * other.magnitude)
    }
  }
}
