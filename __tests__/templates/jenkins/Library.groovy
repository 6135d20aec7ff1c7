import java.lang.annotation.Retention
import java.lang.annotation.RetentionPolicy

/** Stands for the annotation of Jenkins' shared libraries; the harness loads the library from its folder. */
@Retention(RetentionPolicy.SOURCE)
@interface Library {
  String value()
}
