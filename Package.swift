// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors of ours; C kernels are optimised in every build mode, because tests run on them;
// a multiply and an add are fused only where the source says `fma`, so that every compiler gives the same bits.
let kernelSettings: [CSetting] = [
  .unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno", "-Wall", "-Wextra", "-Werror"])
]
let cSettings: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]

let swiftSettings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

// One process runs one session on one thread (threads live inside C kernels, on raw memory), so the
// release build counts references without atomic instructions. Debug builds, in which tests run on
// many threads, keep them.
let sessionSettings: [SwiftSetting] =
  swiftSettings + [
    .unsafeFlags(
      ["-Xfrontend", "-assume-single-threaded", "-enforce-exclusivity=unchecked"],
      .when(configuration: .release))
  ]

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
    swiftSettings: swiftSettings)
}

let package = Package(
  name: "nbsh",
  products: [
    .executable(name: "nbsh", targets: ["nbsh"]),
    .executable(name: "nbsh-bench", targets: ["nbsh-bench"]),
    .executable(name: "nbsh-fuzz", targets: ["nbsh-fuzz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibPNG", pkgConfig: "libpng",
      providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CLibEdit", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),

    .target(name: "CKernels", cSettings: kernelSettings, linkerSettings: [.linkedLibrary("m")]),
    .target(name: "CPNG", dependencies: ["CLibPNG"], cSettings: cSettings),
    .target(name: "CEditLine", dependencies: ["CLibEdit"], cSettings: cSettings),

    .target(name: "Arrays", dependencies: ["CKernels"], swiftSettings: sessionSettings),
    .target(name: "Layers", dependencies: ["Arrays", "CKernels"], swiftSettings: sessionSettings),
    .target(name: "Training", dependencies: ["Layers"], swiftSettings: sessionSettings),
    .target(name: "Figures", dependencies: ["Arrays", "CPNG"], swiftSettings: sessionSettings),
    .target(
      name: "Language", dependencies: ["Arrays", "CKernels", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: sessionSettings),
    .target(
      name: "Library",
      dependencies: ["Language", "Layers", "Training", "Figures", .product(name: "BigInt", package: "BigInt")],
      swiftSettings: sessionSettings),
    .target(name: "Notebooks", dependencies: ["Library"], swiftSettings: sessionSettings),
    .target(name: "Shell", dependencies: ["CEditLine", "Notebooks"], swiftSettings: sessionSettings),
    .executableTarget(
      name: "nbsh",
      dependencies: [
        "Notebooks", "Shell", "Language", "Training",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: sessionSettings),
    .executableTarget(
      name: "nbsh-bench", dependencies: ["Training", "Figures"], swiftSettings: sessionSettings),
    .executableTarget(
      name: "nbsh-fuzz",
      dependencies: [
        "Language", "Library", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: sessionSettings),

    tests("Arrays", ["CKernels"]),
    tests("Layers", ["Arrays", "CKernels"]),
    tests("Training", ["Layers", "Arrays", "CKernels"]),
    tests("Figures", ["Arrays"]),
    tests("Language", ["Arrays"], exclude: ["Cases"]),
    tests(
      "Library", ["Language", "Arrays"], exclude: ["Student/mynn", "Student/main.py", "Student/main.out"]),
    tests("Notebooks", ["Library", "Language"], exclude: ["Oracles"]),
    tests("Shell", ["Notebooks"]),
    tests("nbsh"),
  ],
  cLanguageStandard: .c11
)
