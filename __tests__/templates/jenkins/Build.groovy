/** One build: its result, its environment, what its steps were given, and its log. */
class Build {
  static final List<String> order = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'NOT_BUILT', 'ABORTED']

  final Map scenario
  final CurrentBuild currentBuild
  final List<Map> steps = []
  final StringBuilder output = new StringBuilder()
  boolean hasAgent = true
  private final GroovyShell shell
  private final Map<String, Script> variables = [:]
  private List<Map> environments = []

  Build(Map scenario, GroovyShell shell) {
    this.scenario = scenario
    this.shell = shell
    this.currentBuild = new CurrentBuild(startTimeInMillis: scenario.startTimeInMillis as long)
  }

  /** A step with its arguments. What Jenkins has to write to disk when it pauses here must be serializable. */
  void record(String name, Map args, Closure body = null) {
    mustBeSerializable(name, args)
    for (field in body.getClass().declaredFields) {
      if (body == null || field.type != groovy.lang.Reference) continue
      field.accessible = true
      mustBeSerializable("the body of ${name}", [(field.name): field.get(body)?.get()])
    }
    steps.add([name: name, args: args.collectEntries { key, value -> [key, "${value}".toString()] }])
  }

  private static void mustBeSerializable(String where, Map values) {
    values.each { name, value ->
      if (value == null || value instanceof Script) return
      try {
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(value)
      } catch (NotSerializableException problem) {
        throw new Exception("${where} holds ${name}, which is not serializable: ${problem.message}")
      }
    }
  }

  void log(String line) { output.append(line).append('\n') }

  void needsAgent(String step) {
    if (!hasAgent) throw new Exception("Required context class hudson.FilePath is missing: ${step} needs a node")
  }

  /** A variable of the shared library, loaded once a build as in Jenkins. */
  Script library(String name, Binding binding) {
    File file = new File("${scenario.library}/vars/${name}.groovy")
    if (!variables.containsKey(name)) {
      Script script = file.isFile() ? shell.parse(file) : null
      if (script != null) script.binding = binding
      variables[name] = script
    }
    return variables[name]
  }

  String resource(String path) { new File("${scenario.library}/resources/${path}").getText('UTF-8') }

  /** An empty value takes the variable away, as in EnvVars.override. */
  def within(Map added, Closure body) {
    environments.add(added)
    try {
      return body()
    } finally {
      environments.remove(environments.size() - 1)
    }
  }

  Map<String, String> getEnvironment() {
    Map<String, String> all = new LinkedHashMap<>(scenario.environment)
    for (added in environments) added.each { name, value -> value == '' ? all.remove(name) : all.put(name, value) }
    return all
  }

  /** Runs a script as the durable task plugin does: by its own first line, else with `sh -xe`. */
  int execute(String script) {
    File file = File.createTempFile('script', '.sh')
    file.setText(script, 'UTF-8')
    file.executable = true
    List<String> command = script.startsWith('#!') ? [file.path] : ['sh', '-xe', file.path]
    ProcessBuilder builder = new ProcessBuilder(command).directory(new File(scenario.workspace)).redirectErrorStream(true)
    builder.environment().clear()
    builder.environment().putAll(environment)
    Process process = builder.start()
    process.outputStream.close()
    output.append(process.inputStream.getText('UTF-8'))
    int code = process.waitFor()
    file.delete()
    return code
  }
}

/** Jenkins' view of the build: a result can only get worse, and there is none until someone sets it. */
class CurrentBuild implements Serializable {
  long startTimeInMillis
  private String result

  String getResult() { return result }
  void setResult(String worse) {
    if (result == null || Build.order.indexOf(worse) > Build.order.indexOf(result)) result = worse
  }
  String getCurrentResult() { return result ?: 'SUCCESS' }
}
