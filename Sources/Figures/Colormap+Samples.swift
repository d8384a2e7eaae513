/// Colours at even distances along each map: the perceptually uniform maps of van der Walt and Smith, Moreland's coolwarm, the
/// schemes of ColorBrewer (Brewer and Harrower), sampled; between them, cubic or straight interpolation.
extension Colormap {
  enum Kind: String {
    case cubic, linear, listed
  }

  static let sampled: [String: (kind: Kind, colors: [UInt32])] = {
    var table: [String: (Kind, [UInt32])] = [:]
    var name = ""
    for line in samples.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix(" ") {
        table[name]?.1 += words.compactMap { UInt32($0, radix: 16) }
      } else if words.count == 2 {
        name = String(words[0])
        table[name] = (Kind(rawValue: String(words[1])) ?? .linear, [])
      }
    }
    return table
  }()

  private static let samples = """
    viridis cubic
      440154 470c5f 481769 482172 472a7a 463480 433d84 404588 3d4e8a 39568c 355e8d 32658e 2e6d8e
      2b748e 297b8e 26828e 23898e 21908c 1f978b 1f9e89 21a585 26ac81 2eb37c 39b976 46c06f 55c667
      65cb5e 76d053 89d548 9cd93c b0dd2f c4e022 d8e219 ebe51a fde725
    plasma cubic
      0d0887 1b068d 260591 2f0596 38049a 41049d 4903a0 5102a3 5901a5 6100a7 6900a8 7100a8 7801a8
      8004a8 8707a6 8e0ca4 9511a1 9c179e a21d9a a82296 ae2892 b42e8d ba3388 bf3984 c43e7f c9447a
      cd4a76 d24f71 d6556d da5b69 de6164 e26660 e66c5c e97257 ed7953 f07f4f f3854b f58c46 f79342
      f99a3e fba139 fca835 fdaf31 feb72d febe2a fdc627 fcce25 fbd724 f8df25 f6e826 f3f027 f0f921
    inferno cubic
      000004 02020c 050417 0a0722 10092d 160b39 1e0c45 260c51 2f0a5b 380962 400a67 490b6a 510e6c
      59106e 61136e 69166e 71196e 781c6d 801f6c 88226a 902568 982766 a02a63 a82e5f b0315b b73557
      bf3952 c63d4d cc4248 d34743 d94d3d df5337 e45a31 e9612b ed6925 f1711f f47918 f78212 f98b0b
      fa9407 fb9d07 fca60c fcb014 fbba1f fac42a f8cd37 f6d746 f4e156 f2ea69 f2f27d f5f992 fcffa4
    magma cubic
      000004 02020b 050416 090720 0e0b2b 140e36 1a1042 21114e 29115a 311165 390f6e 420f75 4a1079
      52137c 5a167e 621980 6a1c81 721f81 792282 812581 892881 912b81 992d80 a1307e aa337d b2357b
      ba3878 c23b75 ca3e72 d2426f d9466b e04c67 e75263 ec5860 f1605d f4695c f7725c f97b5d fb8560
      fc8e64 fd9869 fea16e feaa74 feb47b febd82 fec68a fecf92 fed89a fde2a3 fdebac fcf4b6 fcfdbf
    cividis cubic
      00224e 002656 002a5f 002d68 003070 083370 163770 203a6f 273e6e 2e416d 34456c 3a486c 3f4c6c
      444f6c 49536c 4e566c 535a6d 575d6d 5c616e 60646f 656870 696b71 6d6f72 727274 767676 7a7a78
      7e7d78 838179 888578 8d8878 928c78 969077 9b9476 a09875 a59c74 aaa073 afa471 b5a86f baac6d
      bfb06b c4b468 c9b965 cfbd62 d4c15f dac65b dfca57 e5cf52 ead34c f0d846 f6dd3f fce236 fee838
    turbo cubic
      30123b 392870 3f3e9c 4452c1 4666dd 477af1 458cfd 3c9ffd 2fb2f4 23c4e3 1ad4d0 18e1bc 22ebaa
      37f493 52fa7a 6ffe61 8bff4b a3fd3c b7f735 caee34 dbe236 ead439 f5c53a fcb537 fea130 fd8b27
      f9751d f25f14 e84b0c dc3c08 ce2d04 bd2102 a91601 930c01 7a0403
    twilight cubic
      e2d9e2 ddd9e0 d7d7dd cfd4d9 c5cfd5 bacad1 afc4cd a3beca 99b8c8 8fb1c6 86aac4 7ea3c3 769cc1
      7095c0 6b8dbf 6785be 647dbc 6275ba 606db8 5f64b5 5f5bb2 5e52ae 5e49a9 5d40a3 5c379c 5a2e94
      58268a 541f7e 4f1972 4a1565 431359 3d114d 371144 33113c 2f1436
    coolwarm cubic
      3b4cc0 4359cc 4c66d6 5673e0 5f7fe8 698bef 7396f5 7da1f9 88abfd 92b4fe 9dbdff a7c4fe b1cbfc
      bbd1f8 c4d5f3 cdd9ed d5dbe5 dddddd e4d9d2 ebd4c7 f0cdbb f4c6b0 f6bea4 f7b598 f7aa8c f59f81
      f39475 ef876a e97a5f e36b54 dc5d4a d34d40 ca3b37 bf262e b40426
    Blues linear
      f7fbff deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 08519c 08306b
    Greens linear
      f7fcf5 e5f5e0 c7e9c0 a1d99b 74c476 41ab5d 238b45 006d2c 00441b
    Reds linear
      fff5f0 fee0d2 fcbba1 fc9272 fb6a4a ef3b2c cb181d a50f15 67000d
    Greys linear
      ffffff f0f0f0 d9d9d9 bdbdbd 969696 737373 525252 252525 000000
    Oranges linear
      fff5eb fee6ce fdd0a2 fdae6b fd8d3c f16913 d94801 a63603 7f2704
    Purples linear
      fcfbfd efedf5 dadaeb bcbddc 9e9ac8 807dba 6a51a3 54278f 3f007d
    YlOrRd linear
      ffffcc ffeda0 fed976 feb24c fd8d3c fc4e2a e31a1c bd0026 800026
    YlGnBu linear
      ffffd9 edf8b1 c7e9b4 7fcdbb 41b6c4 1d91c0 225ea8 253494 081d58
    BuGn linear
      f7fcfd e5f5f9 ccece6 99d8c9 66c2a4 41ae76 238b45 006d2c 00441b
    RdBu linear
      67001f b2182b d6604d f4a582 fddbc7 f7f7f6 d1e5f0 92c5de 4393c3 2166ab 053061
    RdYlBu linear
      a50026 d73027 f46d43 fdae61 fee090 ffffbf e0f3f8 abd9e9 74add1 4575b4 313695
    RdYlGn linear
      a50026 d73027 f46d43 fdae61 fee08b ffffbe d9ef8b a6d96a 66bd63 1a9850 006837
    Spectral linear
      9e0142 d53e4f f46d43 fdae61 fee08b ffffbe e6f598 abdda4 66c2a5 3388bd 5e4fa2
    PiYG linear
      8e0152 c51c7d de77ae f1b6da fde0ef f7f7f7 e6f5d0 b8e186 7fbc41 4d9221 276419
    BrBG linear
      543005 8c510a bf812d dfc27d f6e8c3 f5f5f4 c7eae5 80cdc1 35978f 02665e 003c30
    tab10 listed
      1f77b4 ff7f0e 2ca02c d62728 9467bd 8c564b e377c2 7f7f7f bcbd22 17becf
    tab20 listed
      1f77b4 aec7e8 ff7f0e ffbb78 2ca02c 98df8a d62728 ff9896 9467bd c5b0d5 8c564b c49c94 e377c2
      f7b6d2 7f7f7f c7c7c7 bcbd22 dbdb8d 17becf 9edae5
    Set1 listed
      e41a1c 377eb8 4daf4a 984ea3 ff7f00 ffff33 a65628 f781bf 999999
    Set2 listed
      66c2a5 fc8d62 8da0cb e78ac3 a6d854 ffd92f e5c494 b3b3b3
    Set3 listed
      8dd3c7 ffffb3 bebada fb8072 80b1d3 fdb462 b3de69 fccde5 d9d9d9 bc80bd ccebc5 ffed6f
    Dark2 listed
      1b9e77 d95f02 7570b3 e7298a 66a61e e6ab02 a6761d 666666
    Pastel1 listed
      fbb4ae b3cde3 ccebc5 decbe4 fed9a6 ffffcc e5d8bd fddaec f2f2f2
    Accent listed
      7fc97f beaed4 fdc086 ffff99 386cb0 f0027f bf5b17 666666
    Paired listed
      a6cee3 1f78b4 b2df8a 33a02c fb9a99 e31a1c fdbf6f ff7f00 cab2d6 6a3d9a ffff99 b15928
    """
}
