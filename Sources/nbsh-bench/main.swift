#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// `nbsh-bench --list` prints the names of all pieces of work; `nbsh-bench NAME` runs one and prints a line of JSON:
// name, peer, seconds (median), best, runs, peak_mb. `nbsh-bench --digits` prints losses of short trainings, all digits: they are
// the same for every number of threads (NBSH_THREADS), instruction set (NBSH_ISA) and run. `nbsh-bench --replays NBSH` replays
// 100 notebooks with that program, and with nbval where it is installed.

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "--list" {
  for (name, _) in allWork { print(name) }
} else if arguments.first == "--digits" {
  do {
    try printDigits()
  } catch {
    print("nbsh-bench: \(error)")
    exit(1)
  }
} else if arguments.first == "--train", arguments.count == 3, let epochs = Int(arguments.last ?? ""),
  epochs > 0
{
  do {
    try trainOnRealImages(arguments.dropFirst().first ?? "", epochs: epochs)
  } catch {
    print("nbsh-bench: \(error)")
    exit(1)
  }
} else if arguments.first == "--replays", arguments.count == 2, let program = arguments.last {
  do {
    try measureReplays(program: program)
  } catch {
    print("nbsh-bench: \(error)")
    exit(1)
  }
} else if let name = arguments.first, let make = allWork.first(where: { $0.name == name })?.make {
  do {
    let work = try make()
    print(try measure(name, work))
  } catch {
    print("nbsh-bench: \(error)")
    exit(1)
  }
} else {
  print("usage: nbsh-bench --list | --digits | --train FOLDER EPOCHS | --replays NBSH | NAME")
  exit(64)
}
