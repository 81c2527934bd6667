/// Every way in which a value finds its way into a log, a terminal or a crash report.
func renderings(of value: Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    return [String(describing: value), String(reflecting: value), "\(value)", dumped] + mirrored(value, depth: 0)
}

private func mirrored(_ value: Any, depth: Int) -> [String] {
    guard depth < 8 else { return [] }
    return Mirror(reflecting: value).children.flatMap { child in
        ["\(child.label ?? ""): \(child.value)"] + mirrored(child.value, depth: depth + 1)
    }
}
