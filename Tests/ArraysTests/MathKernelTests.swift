import CKernels
import Testing

private typealias Unary = @convention(c) (Double) -> Double
private typealias Binary = @convention(c) (Double, Double) -> Double

/// Correctly rounded values, computed once with 1400-bit arithmetic.
private let unaryValues: [(name: String, function: Unary, values: [(Double, UInt64)])] = [
  (
    "nb_exp", nb_exp,
    [
      (-3.068836, 0x3fa7_cb99_a09a_58ad), (-0.421194, 0x3fe5_001a_ca08_469d),
      (0.597277, 0x3ffd_131a_797f_e13f), (1e-10, 0x3ff0_0000_0006_df38), (700.25, 0x7f12_fd8e_4cbf_a413),
      (-700.5, 0x00c4_ff47_5c68_ca02), (-744.0, 0x0000_0000_0000_0002), (709.5, 0x7fe8_1e9b_4b52_d0c9),
    ]
  ),
  (
    "nb_expm1", nb_expm1,
    [
      (-3.068836, 0xbfee_8346_65f6_5a75), (-0.421194, 0xbfd5_ffca_6bef_72c6),
      (0.597277, 0x3fea_2634_f2ff_c27e), (1e-12, 0x3d71_9799_812d_f3bd), (0.002, 0x3f60_6680_4831_cdad),
      (45.5, 0x4408_fa89_aacd_c2f3), (-3.5, 0xbfef_089f_7f38_d805),
    ]
  ),
  (
    "nb_exp2", nb_exp2,
    [
      (-3.068836, 0x3fbe_824f_39f9_31c5), (-0.421194, 0x3fe7_e5d6_527b_3cb3),
      (0.597277, 0x3ff8_34ab_0d72_17bf), (0.001, 0x3ff0_02d7_11c7_9a96), (1000.3, 0x7e73_b2c4_7bff_827a),
      (-1040.7, 0x0000_0002_7658_8f80),
    ]
  ),
  (
    "nb_log", nb_log,
    [
      (0.1, 0xc002_6bb1_bbb5_5515), (2.5, 0x3fed_5240_f0e0_e078), (0.999, 0xbf50_6467_0d97_9b73),
      (1.0001, 0x3f1a_368d_0657_fcd4), (1e+300, 0x4085_9634_47f8_7fb5), (0x1.8p-1030, 0xc086_4c49_fefb_1953),
    ]
  ),
  (
    "nb_log2", nb_log2,
    [
      (0.3, 0xbffb_ca9c_6f53_897b), (8.0, 0x4008_0000_0000_0000), (1.01, 0x3f8d_664e_cee3_5b7f),
      (0x1.8p-1060, 0xc090_8da8_ff97_1811),
    ]
  ),
  (
    "nb_log10", nb_log10,
    [
      (0.3, 0xbfe0_bb6c_34d8_1502), (1000.0, 0x4008_0000_0000_0000), (1.01, 0x3f71_b349_f11f_b5bf),
      (7e+200, 0x4069_1b0b_0b0b_78cc),
    ]
  ),
  (
    "nb_log1p", nb_log1p,
    [
      (1e-12, 0x3d71_9799_812d_e065), (-0.9, 0xc002_6bb1_bbb5_5516), (0.003, 0x3f68_8a09_a34c_aacf),
      (400000.0, 0x4029_cc66_de64_c0dd),
    ]
  ),
  (
    "nb_cbrt", nb_cbrt,
    [
      (2.0, 0x3ff4_28a2_f98d_728b), (-27.0, 0xc008_0000_0000_0000), (0.3, 0x3fe5_6bfe_a66e_f78d),
      (0x1.8p-1030, 0x2a7d_12ed_0af1_a27f), (7e+300, 0x54c1_7ddc_c287_4c28),
    ]
  ),
  (
    "nb_sin", nb_sin,
    [
      (-3.068836, 0xbfb2_9bf9_730c_6338), (-0.421194, 0xbfda_2a9a_d3dc_e153),
      (0.597277, 0x3fe1_ff1f_9791_ad68), (1e-05, 0x3ee4_f8b5_88e1_e8a2), (3.14159265, 0x3e2e_d609_d1a6_2633),
      (1000000.0, 0xbfd6_664b_2568_d867), (1e+22, 0xbfeb_453a_b76b_f397), (8e+300, 0x3fef_691f_b1a6_2cd8),
      (0.5, 0x3fde_aee8_744b_05f0),
    ]
  ),
  (
    "nb_cos", nb_cos,
    [
      (-3.068836, 0xbfef_ea53_c768_4a10), (-0.421194, 0x3fed_3407_e692_038d),
      (0.597277, 0x3fea_75b8_3b14_bec4), (1e-05, 0x3fef_ffff_fff9_20c8), (1.5707963, 0x3e5c_c553_391a_6262),
      (1000000.0, 0x3fed_f9df_9906_d32c), (1e+22, 0x3fe0_be2c_ef01_c8f4), (8e+300, 0x3fc8_73f5_30ef_2821),
    ]
  ),
  (
    "nb_tan", nb_tan,
    [
      (-3.068836, 0x3fb2_a89c_850c_8635), (-0.421194, 0xbfdc_ac1e_f436_6a7f),
      (0.597277, 0x3fe5_c3c3_1df9_fa1d), (1.5707963, 0x4181_cbba_dd13_289e), (1e+22, 0xbffa_0f79_c1b6_b257),
      (0.01, 0x3f84_7b0e_0562_5f97),
    ]
  ),
  (
    "nb_arcsin", nb_arcsin,
    [
      (0.1, 0x3fb9_a492_7603_7884), (-0.7, 0xbfe8_d00e_692a_fd95), (0.999999, 0x3ff9_1c30_6b2c_13ad),
      (1e-09, 0x3e11_2e0b_e826_d695),
    ]
  ),
  (
    "nb_arccos", nb_arccos,
    [
      (0.1, 0x3ff7_87b2_2ce3_f590), (-0.7, 0x4002_c501_446c_d5f1), (0.999999, 0x3f57_2ba4_6065_af16),
      (-0.999999, 0x4009_1f15_dfb8_2062),
    ]
  ),
  (
    "nb_arctan", nb_arctan,
    [
      (-3.068836, 0xbff4_17b7_3fcd_00ff), (-0.421194, 0xbfd9_835b_ea1d_214d),
      (0.597277, 0x3fe1_3ab1_dc6d_de7d), (0.0001, 0x3f1a_36e2_e9a4_f662),
      (10000000000.0, 0x3ff9_21fb_543d_4de0), (0.4375, 0x3fda_64ee_c3cc_23fd),
    ]
  ),
  (
    "nb_sinh", nb_sinh,
    [
      (-3.068836, 0xc025_7869_fd3f_7917), (-0.421194, 0xbfdb_c2b3_32b8_3668),
      (0.597277, 0x3fe4_450a_9f50_3225), (0.01, 0x3f84_7af7_a654_e9ef), (30.0, 0x4293_7047_0aec_28ed),
      (-709.9, 0xffe1_fdb7_1f93_35ba),
    ]
  ),
  (
    "nb_cosh", nb_cosh,
    [
      (-3.068836, 0x4025_9035_96e0_1370), (-0.421194, 0x3ff1_70ba_31b2_30e9),
      (0.597277, 0x3ff2_f095_29d7_c82c), (0.01, 0x3ff0_0034_6de2_7853), (30.0, 0x4293_7047_0aec_28ed),
      (710.2, 0x7fe8_4910_bde1_ee21),
    ]
  ),
  (
    "nb_tanh", nb_tanh,
    [
      (-3.068836, 0xbfef_dcb0_0e1c_a3ae), (-0.421194, 0xbfd9_77c7_de33_a4fc),
      (0.597277, 0x3fe1_1f9d_22bf_b9bf), (1e-05, 0x3ee4_f8b5_88e0_6854), (0.0013, 0x3f55_4c97_95b9_9efd),
      (0.3, 0x3fd2_a4dd_a7d9_14fa), (18.5, 0x3fef_ffff_ffff_fffe), (-7.0, 0xbfef_fffc_8327_50f2),
    ]
  ),
]

private let binaryValues: [(name: String, function: Binary, values: [(Double, Double, UInt64)])] = [
  (
    "nb_pow", nb_pow,
    [
      (2.5, 3.7, 0x403d_ac93_f32d_18dd), (0.3, -12.5, 0x414a_35df_b46e_d73e),
      (1.0001, 54321.0, 0x406c_9223_0bcd_8dd4), (-1.5, 7.0, 0xc031_1600_0000_0000),
      (10.0, -300.0, 0x01a5_6e1f_c2f8_f359), (7.0, 0.5, 0x4005_2a7f_a9d2_f8ea),
      (3.0, 40.0, 0x43e5_1716_8a45_23fd),
    ]
  ),
  (
    "nb_arctan2", nb_arctan2,
    [
      (1.0, 2.0, 0x3fdd_ac67_0561_bb4f), (-3.0, 0.5, 0xbff6_7d88_63bc_99bd),
      (0.2, -4.0, 0x4008_bbaa_bde5_e29c), (-1e-05, -7.0, 0xc009_21fa_9486_d5ec),
      (1e+200, 1e-05, 0x3ff9_21fb_5444_2d18),
    ]
  ),
  (
    "nb_hypot", nb_hypot,
    [
      (3.0, 4.0, 0x4014_0000_0000_0000), (1e+200, 1e+201, 0x69aa_423b_82da_d9f0),
      (0.1, 0.7, 0x3fe6_a09e_667f_3bcc), (0x1p-1030, 0x1.8p-1031, 0x0000_1400_0000_0000),
    ]
  ),
]

/// The loops that must agree with the functions of one number.
private let loops: [(op: nb_unary_op, function: Unary)] = [
  (NB_EXP, nb_exp), (NB_EXPM1, nb_expm1), (NB_EXP2, nb_exp2), (NB_LOG, nb_log), (NB_LOG2, nb_log2),
  (NB_LOG10, nb_log10), (NB_LOG1P, nb_log1p), (NB_CBRT, nb_cbrt), (NB_SIN, nb_sin), (NB_COS, nb_cos),
  (NB_TAN, nb_tan), (NB_ARCSIN, nb_arcsin), (NB_ARCCOS, nb_arccos), (NB_ARCTAN, nb_arctan),
  (NB_SINH, nb_sinh), (NB_COSH, nb_cosh), (NB_TANH, nb_tanh),
]

@Suite struct MathKernelTests {
  @Test func correctlyRoundedValues() {
    for (name, function, values) in unaryValues {
      for (x, bits) in values {
        #expect(function(x).bitPattern == bits, "\(name)(\(x))")
      }
    }
    for (name, function, values) in binaryValues {
      for (x, y, bits) in values {
        #expect(function(x, y).bitPattern == bits, "\(name)(\(x), \(y))")
      }
    }
  }

  /// Every instruction set gives the same bits, in vectors and one by one, among ordinary and special numbers.
  @Test func sameBitsOnEveryInstructionSet() {
    var noise = Noise(seed: 5)
    let ordinary = noise.doubles(150).map { $0 * 20 } + noise.doubles(50)
    let special: [Double] = [
      0, -0.0, .infinity, -.infinity, .nan, 1, -1, .leastNonzeroMagnitude, -0x1.8p-1030, 710, -746, 1e308,
      1e22,
    ]
    for x in [ordinary, ordinary + special, ordinary.map(abs), [0.5]] {
      let single = x.map(Float.init)
      for (op, function) in loops {
        let expected = x.map { function($0) }
        let expectedSingle = single.map { Float(function(Double($0))) }
        for isa in instructionSets {
          var out = [Double](repeating: 7, count: x.count)
          run(nb_unary_find_isa(Int32(isa.rawValue), Int32(op.rawValue), NB_F64.code), x, &out)
          #expect(bits(out.map(plainNaN)) == bits(expected.map(plainNaN)), "\(op)")
          var outSingle = [Float](repeating: 7, count: x.count)
          run(nb_unary_find_isa(Int32(isa.rawValue), Int32(op.rawValue), NB_F32.code), single, &outSingle)
          #expect(bits(outSingle.map(plainNaN)) == bits(expectedSingle.map(plainNaN)), "\(op)")
        }
      }
    }
  }

  /// What C's standard says of the edges of the domains.
  @Test func specialValues() {
    let inf = Double.infinity
    #expect([nb_exp(-inf), nb_exp(inf), nb_exp(710), nb_exp(-746), nb_exp(0)] == [0, inf, inf, 0, 1])
    #expect([nb_log(0), nb_log(inf), nb_log(1), nb_log1p(-1)] == [-inf, inf, 0, -inf])
    #expect([nb_tanh(inf), nb_tanh(-inf), nb_tanh(25)] == [1, -1, 1])
    #expect([nb_arctan2(0, -1), nb_arctan2(-0.0, -1), nb_arctan2(inf, -inf)] == [.pi, -.pi, 0.75 * .pi])
    #expect([nb_hypot(inf, .nan), nb_hypot(0, -3)] == [inf, 3])
    for value in [nb_log(-1), nb_sin(inf), nb_cos(-inf), nb_arcsin(1.5), nb_pow(-8, 1 / 3.0), nb_exp(.nan)] {
      #expect(value.isNaN)
    }
    #expect(
      [nb_sin(-0.0), nb_tanh(-0.0), nb_expm1(-0.0), nb_cbrt(-0.0)].allSatisfy { $0 == 0 && $0.sign == .minus }
    )
  }

  @Test func powersAtTheEdges() {
    let inf = Double.infinity
    let cases: [(Double, Double, Double)] = [
      (.nan, 0, 1), (1, .nan, 1), (0, -1, inf), (-0.0, -3, -inf), (-0.0, -2, inf), (-0.0, 3, -0.0), (0, 2, 0),
      (-1, inf, 1), (0.5, inf, 0), (0.5, -inf, inf), (-inf, 3, -inf), (-inf, -3, -0.0), (-inf, 0.5, inf),
      (2, 1024, inf), (-2, 1025, -inf), (2, -1074, .leastNonzeroMagnitude), (2, -1080, 0), (-2, 3, -8),
      (10, 2, 100),
      (4, 0.5, 2),
    ]
    for (x, y, expected) in cases {
      #expect(nb_pow(x, y).bitPattern == expected.bitPattern, "pow(\(x), \(y))")
    }
  }

  /// Identities that tie functions to each other over wide ranges.
  @Test func identities() {
    var noise = Noise(seed: 6)
    for _ in 0..<500 {
      let x = noise.next() * 300
      #expect(abs(nb_log(nb_exp(x)) - x) <= 2 * x.ulp)
      #expect(abs(nb_sin(x) * nb_sin(x) + nb_cos(x) * nb_cos(x) - 1) < 1e-15)
      #expect(abs(nb_tan(nb_arctan(x)) - x) <= abs(x) * abs(x) * 1e-15 + 1e-15)
      let root = nb_cbrt(x)
      #expect(abs(root * root * root - x) <= 4 * x.ulp)
      #expect(nb_sin(-x) == -nb_sin(x) && nb_cos(-x) == nb_cos(x) && nb_tanh(-x) == -nb_tanh(x))
    }
  }
}

/// The sign and payload of a nan are not part of a result.
private func plainNaN<T: BinaryFloatingPoint>(_ x: T) -> T { x.isNaN ? .nan : x }
