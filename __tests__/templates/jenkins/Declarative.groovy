import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException

/** Runs the parts of a declarative Pipeline in the order in which Jenkins does: the stages, then what `post` says for the result. */
class Declarative {
  private final Build build
  private final Script script
  private Closure stages
  private final Map<String, Closure> post = [:]

  Declarative(Build build, Script script) {
    this.build = build
    this.script = script
  }

  void run(Closure body) {
    delegate(body, this)
    Throwable thrown = null
    try {
      delegate(stages, this)
    } catch (FlowInterruptedException interruption) {
      thrown = interruption
      build.currentBuild.result = interruption.result
    } catch (Exception problem) {
      thrown = problem
      build.currentBuild.result = 'FAILURE'
    }
    for (condition in ['always', build.currentBuild.currentResult.toLowerCase()]) {
      if (post[condition]) delegate(post[condition], script)
    }
    if (thrown) throw thrown
  }

  def getAny() { return 'any' }
  def getNone() { return 'none' }
  def agent(where) { if (where == 'none') build.hasAgent = false }
  def stages(Closure body) { stages = body }
  def stage(String name, Closure body) { build.record('stage', [name: name], body); delegate(body, this) }
  def steps(Closure body) { delegate(body, script) }
  def post(Closure body) { delegate(body, new PostConditions(post)) }

  private static void delegate(Closure body, Object to) {
    body.delegate = to
    body.resolveStrategy = Closure.DELEGATE_FIRST
    body()
  }

  private static class PostConditions {
    private final Map<String, Closure> conditions
    PostConditions(Map<String, Closure> conditions) { this.conditions = conditions }
    def invokeMethod(String name, Object args) { conditions[name] = (args as List)[0] }
  }
}
