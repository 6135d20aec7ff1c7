import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** What a Pipeline and the variables of its library are compiled as: their steps are recorded, and `sh` really runs. */
abstract class PipelineSteps extends Script {
  private Build getBuild() { binding.build }

  def invokeMethod(String name, Object args) {
    def library = build.library(name, binding)
    if (library != null && !metaClass.respondsTo(this, name, args as Object[])) return library.call(*(args as List))
    return super.invokeMethod(name, args)
  }

  def echo(message) { build.record('echo', [message: message]); build.log(message.toString()) }
  def error(message) { build.record('error', [message: message]); throw new Exception(message.toString()) }
  def isUnix() { build.record('isUnix', [:]); return build.scenario.isUnix != false }
  def libraryResource(String path) { build.record('libraryResource', [path: path]); return build.resource(path) }
  def usernamePassword(Map args) { return args }
  def getScm() { return 'scm' }
  def checkout(scm) { build.record('checkout', [scm: scm]) }
  def powershell(Map args) { build.record('powershell', args); return 0 }
  def sh(String script) { return sh(script: script) }

  def sh(Map args) {
    build.record('sh', args)
    build.needsAgent('sh')
    if (build.scenario.interruptAt == args.script) throw new FlowInterruptedException()
    int code = build.execute(args.script.toString())
    if (args.returnStatus) return code
    if (code != 0) throw new Exception("script returned exit code ${code}")
  }

  def withEnv(List overrides, Closure body) {
    build.record('withEnv', [overrides: overrides], body)
    Map added = [:]
    for (pair in overrides) {
      int split = pair.toString().indexOf('=')
      if (split < 0) throw new IllegalArgumentException(pair.toString())
      added[pair.toString().substring(0, split)] = pair.toString().substring(split + 1)
    }
    return build.within(added, body)
  }

  def withCredentials(List bindings, Closure body) {
    build.record('withCredentials', [bindings: bindings], body)
    Map added = [:]
    for (one in bindings) {
      def entry = build.scenario.credentials[one.credentialsId]
      if (entry == null) throw new Exception("Could not find credentials entry with ID '${one.credentialsId}'")
      added[one.usernameVariable] = entry.username
      added[one.passwordVariable] = entry.password
    }
    return build.within(added, body)
  }

  /** As in CatchErrorStep.java: an interruption goes on, anything else is logged, and makes the build no better. */
  def catchError(Map args, Closure body) {
    build.record('catchError', args, body)
    try {
      body()
    } catch (FlowInterruptedException interruption) {
      if (args.catchInterruptions == false) throw interruption
      build.currentBuild.result = interruption.result
    } catch (Exception problem) {
      build.log("ERROR: ${args.message}\nERROR: ${problem.message}")
      build.currentBuild.result = args.buildResult ?: 'FAILURE'
    }
  }

  def node(Closure body) { build.record('node', [:], body); return body() }
  def stage(String name, Closure body) { build.record('stage', [name: name], body); return body() }
  def pipeline(Closure body) { new Declarative(build, this).run(body) }
}
